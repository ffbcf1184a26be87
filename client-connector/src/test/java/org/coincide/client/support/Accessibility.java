package org.coincide.client.support;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;

/** The rules of WCAG 2.2, levels A and AA, as far as axe-core checks them. */
public final class Accessibility {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final String ANALYSIS =
            """
            async tags => {
              const { violations, passes } = await axe.run(document, { runOnly: tags });
              return passes.length === 0 ? ['axe checked nothing'] : violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ': ' + rule.help + ' ' + node.html.slice(0, 300) + ' ' + node.failureSummary));
            }
            """;

    /** A way in which a reader can see a page. */
    public enum Look {
        WIDE(1300, ColorScheme.LIGHT, ForcedColors.NONE),
        NARROW(390, ColorScheme.LIGHT, ForcedColors.NONE),
        DARK(1300, ColorScheme.DARK, ForcedColors.NONE),
        FORCED_COLORS(1300, ColorScheme.DARK, ForcedColors.ACTIVE);

        private static final int HEIGHT = 900;

        private final int width;
        private final ColorScheme scheme;
        private final ForcedColors forced;

        Look(int width, ColorScheme scheme, ForcedColors forced) {
            this.width = width;
            this.scheme = scheme;
            this.forced = forced;
        }

        public void of(Page page) {
            page.setViewportSize(width, HEIGHT);
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setForcedColors(forced));
        }
    }

    private Accessibility() {}

    /** Each violation in the page's current state: the rule, the element and the reason. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        if (!(Boolean) page.evaluate("'axe' in window")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (List<String>) page.evaluate(ANALYSIS, WCAG);
    }

    /** True if nothing must be scrolled sideways to be read. */
    public static boolean fits(Page page) {
        return (Boolean) page.evaluate("[document.documentElement, ...document.querySelectorAll('dialog[open]')]"
                + ".every(node => node.scrollWidth <= node.clientWidth)");
    }
}
