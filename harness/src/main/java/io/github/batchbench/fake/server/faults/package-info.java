/** What goes wrong with a service, its nodes and its storage, by one line each. */
@NullMarked
package io.github.batchbench.fake.server.faults;

import org.jspecify.annotations.NullMarked;
