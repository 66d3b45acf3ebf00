/** The program that a task runs on a node: counts the top words of a file, writes them to an output file, uploads it. */
@NullMarked
package io.github.batchbench.nodetask;

import org.jspecify.annotations.NullMarked;
