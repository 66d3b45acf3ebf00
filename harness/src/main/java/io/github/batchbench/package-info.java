/** The mark of what is not for use outside Batchbench. */
@NullMarked
package io.github.batchbench;

import org.jspecify.annotations.NullMarked;
