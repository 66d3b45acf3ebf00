/** The files of a node: read, listed, matched and removed, whatever tasks made of them. */
@NullMarked
package io.github.batchbench.fake.node.files;

import org.jspecify.annotations.NullMarked;
