/** What both faces of the fake share: a request, a response, and the one who answers it. */
@NullMarked
package io.github.batchbench.fake.protocol;

import org.jspecify.annotations.NullMarked;
