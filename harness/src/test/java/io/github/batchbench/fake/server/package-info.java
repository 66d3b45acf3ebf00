@NullMarked
package io.github.batchbench.fake.server;

import org.jspecify.annotations.NullMarked;
