/** Where the fake is hosted: WireMock on loopback, in front of the REST faces. */
@NullMarked
package io.github.batchbench.fake.server;

import org.jspecify.annotations.NullMarked;
