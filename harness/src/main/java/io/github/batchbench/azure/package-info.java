/**
 * The one package that knows the Azure SDKs: an account, fake or live, and what the kit asks of its two services, in
 * types of its own. It protects its users from what the Batch SDK does to them.
 */
@NullMarked
package io.github.batchbench.azure;

import org.jspecify.annotations.NullMarked;
