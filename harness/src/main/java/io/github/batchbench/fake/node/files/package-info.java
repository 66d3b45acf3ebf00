/** The files of a node: read, listed, matched and removed, whatever tasks made of them. */
@Internal
@NullMarked
package io.github.batchbench.fake.node.files;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
