/** What both APIs of the fake share: a request, a response, and the one who answers it. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
