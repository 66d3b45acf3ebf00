/** The fake as an account of the kit: what the test kit and the command line share. */
@NullMarked
package io.github.batchbench.offline;

import org.jspecify.annotations.NullMarked;
