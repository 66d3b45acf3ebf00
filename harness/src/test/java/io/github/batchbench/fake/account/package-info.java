@NullMarked
package io.github.batchbench.fake.account;

import org.jspecify.annotations.NullMarked;
