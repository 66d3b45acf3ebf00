/** What a subscription holds: resource groups and accounts, as Azure Resource Manager keeps them. */
@Internal
@NullMarked
package io.github.batchbench.fake.subscription;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
