/** What there is in an account beside its entities: quotas, usage, who hears of changes. */
@NullMarked
package io.github.batchbench.fake.state;

import org.jspecify.annotations.NullMarked;
