/** What a fake begins with: a file that names accounts and what is in them, read and put there by the services' own operations. */
@Internal
@NullMarked
package io.github.batchbench.fake.init;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
