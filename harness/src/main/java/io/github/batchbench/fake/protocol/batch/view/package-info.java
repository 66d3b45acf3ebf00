/** Entities as the service shows them: every property in its place, defaults filled in, by api-version. */
@NullMarked
package io.github.batchbench.fake.protocol.batch.view;

import org.jspecify.annotations.NullMarked;
