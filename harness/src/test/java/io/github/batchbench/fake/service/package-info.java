@NullMarked
package io.github.batchbench.fake.service;

import org.jspecify.annotations.NullMarked;
