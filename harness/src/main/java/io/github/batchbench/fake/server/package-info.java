/** Where the fake is hosted: WireMock on loopback, in front of the REST APIs. */
@Internal
@NullMarked
package io.github.batchbench.fake.server;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
