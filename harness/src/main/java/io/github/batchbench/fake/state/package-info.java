/** What there is in an account beside its entities: quotas, usage, who hears of changes. */
@Internal
@NullMarked
package io.github.batchbench.fake.state;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
