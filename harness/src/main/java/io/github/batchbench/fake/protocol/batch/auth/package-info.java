/** Who may call: shared keys and bearer tokens. */
@NullMarked
package io.github.batchbench.fake.protocol.batch.auth;

import org.jspecify.annotations.NullMarked;
