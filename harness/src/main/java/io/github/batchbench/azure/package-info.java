/**
 * An account, fake or live: where it is, with what it is entered, where its settings are found, and the SDKs' clients for
 * it. This package and those below it are the one place that knows the Azure SDKs.
 */
@NullMarked
package io.github.batchbench.azure;

import org.jspecify.annotations.NullMarked;
