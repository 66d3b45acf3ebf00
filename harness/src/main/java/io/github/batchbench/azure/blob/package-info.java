/**
 * What the kit asks of a storage account, fake or live: containers, blobs, signatures for them.
 */
@NullMarked
package io.github.batchbench.azure.blob;

import org.jspecify.annotations.NullMarked;
