/** Who may call: shared keys and bearer tokens. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.batch.auth;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
