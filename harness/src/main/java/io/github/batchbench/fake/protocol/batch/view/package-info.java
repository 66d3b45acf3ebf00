/** Entities as the service shows them: every property in its place, defaults filled in, by api-version. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
