/** What a node fetches and sends: resource files, application packages, output files. */
@Internal
@NullMarked
package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
