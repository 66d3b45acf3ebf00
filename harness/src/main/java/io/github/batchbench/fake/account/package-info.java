/** What Batch does, put together: an account in memory. {@code BatchAccount} is the way in. */
@Internal
@NullMarked
package io.github.batchbench.fake.account;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
