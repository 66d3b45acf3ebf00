/** The REST API of the Batch service: routes, checks, and the answers in the service's own form. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
