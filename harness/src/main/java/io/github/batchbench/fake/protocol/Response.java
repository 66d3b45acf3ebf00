package io.github.batchbench.fake.protocol;

/**
 * What is answered. The host adds no header of its own but those of the transfer: a response with a
 * {@code Content-Length} header keeps it (also on HEAD), one without is sent chunked.
 *
 * @param status HTTP status
 * @param headers all headers, in order and spelling
 * @param body the body; ignored on HEAD
 */
public record Response(int status, Headers headers, Content body) {}
