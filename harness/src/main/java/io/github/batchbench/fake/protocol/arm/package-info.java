/** The REST API of Azure Resource Manager: the management plane over the same accounts as the data plane. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
