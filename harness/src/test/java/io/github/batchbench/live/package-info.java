/** What holds on the fake and on a real account: {@code mvn verify -Plive} runs these on the latter. */
@NullMarked
package io.github.batchbench.live;

import org.jspecify.annotations.NullMarked;
