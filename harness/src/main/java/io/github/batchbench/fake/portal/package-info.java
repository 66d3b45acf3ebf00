/** The portal: a web page that shows what is in the accounts, and what it asks of the server. */
@Internal
@NullMarked
package io.github.batchbench.fake.portal;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
