@NullMarked
package io.github.batchbench.fake.server.faults;

import org.jspecify.annotations.NullMarked;
