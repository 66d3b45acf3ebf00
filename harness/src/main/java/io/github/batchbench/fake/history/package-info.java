/** What has happened in an account: counted, told to who listens, and kept for those who look later. */
@Internal
@NullMarked
package io.github.batchbench.fake.history;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
