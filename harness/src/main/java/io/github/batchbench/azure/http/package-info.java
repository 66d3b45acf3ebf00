/**
 * Requests to the services: how they are sent and signed, sent again where they failed for a passing reason, and what
 * a failure came to.
 */
@Internal
@NullMarked
package io.github.batchbench.azure.http;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
