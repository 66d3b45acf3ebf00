package io.github.batchbench.fake.protocol.batch.odata;

import io.github.batchbench.fake.model.BatchErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The {@code $skiptoken} of a next link. It holds the key of the last item shown, so that a page stays right when items
 * come and go before and after it. It looks like the service's: {@code WATV2:…=:1$1}.
 */
public final class SkipToken {
    private static final String START = "WATV2:";
    private static final String END = ":1$1";

    private SkipToken() {}

    /** The token that continues after this key. */
    public static String after(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return START + Base64.getEncoder().encodeToString(bytes).replace('+', '^') + END;
    }

    /**
     * The key that the token continues after.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code InvalidQueryParameterValue} if it is no such token
     */
    public static String key(String token) {
        try {
            if (token.startsWith(START) && token.endsWith(END) && token.length() >= START.length() + END.length()) {
                String encoded = token.substring(START.length(), token.length() - END.length());
                return new String(Base64.getDecoder().decode(encoded.replace('^', '+')), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            // Answered below, as any other text that is no token.
        }
        throw BatchErrorCode.INVALID_QUERY_PARAMETER_VALUE
                .exception()
                .with("QueryParameterName", "$skiptoken")
                .with("QueryParameterValue", token)
                .with("Reason", "The continuation token is not valid");
    }
}
