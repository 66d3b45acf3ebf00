/** The program that turns the service's swagger into the facts the fake reads; run by hand when a new swagger comes. */
@NullMarked
package io.github.batchbench.fake.protocol.batch.facts;

import org.jspecify.annotations.NullMarked;
