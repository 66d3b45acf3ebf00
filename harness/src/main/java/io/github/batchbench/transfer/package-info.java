/** Many files to and from Blob storage: in parallel, resumable, whole or not at all. */
@NullMarked
package io.github.batchbench.transfer;

import org.jspecify.annotations.NullMarked;
