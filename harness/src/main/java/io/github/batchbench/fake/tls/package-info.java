/** Certificates: a certificate authority, what a server proves itself with, and what its clients trust. */
@Internal
@NullMarked
package io.github.batchbench.fake.tls;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
