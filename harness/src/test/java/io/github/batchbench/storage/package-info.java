/** What any Blob storage must do, whoever provides it: the fake, Azurite. */
@NullMarked
package io.github.batchbench.storage;

import org.jspecify.annotations.NullMarked;
