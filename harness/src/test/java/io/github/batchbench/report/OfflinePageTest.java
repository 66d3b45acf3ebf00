package io.github.batchbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/** One file, whatever is in it; that it works is seen in a browser by {@code .ci/checks/reports}. */
class OfflinePageTest {
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void theDataStaysDataAndThePolicyNamesEachScriptAndStyle() throws Exception {
        String hostile = "</script><script>alert(1)</script><!-- \u2028 {{data}} $1 \\";
        JsonNode data = new ObjectMapper().createObjectNode().put("title", hostile);

        String page = OfflinePage.of(hostile, data);

        Matcher inside = DATA.matcher(page);
        assertThat(inside.find()).isTrue();
        assertThat(new ObjectMapper().readTree(inside.group(1))).isEqualTo(data);
        assertThat(page)
                .doesNotContain("<script>alert")
                .doesNotContain("src=\"")
                .contains("default-src 'none'");
        assertThat(SCRIPT.matcher(page).results())
                .hasSize(5)
                .allSatisfy(script -> assertThat(page).contains(hash(script.group(1))));
        assertThat(STYLE.matcher(page).results())
                .hasSize(1)
                .allSatisfy(style -> assertThat(page).contains(hash(style.group(1))));
    }

    private static String hash(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(text)) + "'";
    }

    @Test
    void modulesKeepTheirNamesToThemselves() {
        Map<String, String> modules = Map.of(
                "main.js", "import { twice as double } from \"./views/lib.js\";\nconst own = 1;\ndouble(own);\n",
                "views/lib.js", "const own = 2;\nexport function twice(x) {\n  return x * own;\n}\n");

        assertThat(ScriptModules.join("main.js", modules::get)).isEqualTo("""
                        "use strict";
                        const module0 = (() => {
                        const own = 2;
                        function twice(x) {
                          return x * own;
                        }

                        return { twice };
                        })();
                        const module1 = (() => {
                        const { twice: double } = module0;
                        const own = 1;
                        double(own);

                        return {  };
                        })();
                        """);
    }

    @Test
    void aModuleThatCannotBeJoinedIsNamed() {
        assertThatThrownBy(() -> ScriptModules.join("main.js", name -> "export default 1;\n"))
                .hasMessage("main.js cannot be joined: export default 1;");
    }
}
