/** What a node fetches and sends: resource files, application packages, output files. */
@NullMarked
package io.github.batchbench.fake.node.transfers;

import org.jspecify.annotations.NullMarked;
