/** What Batch does, put together: an account in memory. {@code BatchAccount} is the way in. */
@NullMarked
package io.github.batchbench.fake.account;

import org.jspecify.annotations.NullMarked;
