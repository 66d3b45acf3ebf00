/** What a fake shows of itself to those who watch it: metrics, a log of events, and its history as JSON. */
@Internal
@NullMarked
package io.github.batchbench.fake.monitor;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
