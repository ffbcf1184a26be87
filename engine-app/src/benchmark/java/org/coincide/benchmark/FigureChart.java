package org.coincide.benchmark;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A chart in SVG: a panel for each figure that has a baseline, with the bars of this version and of the baseline. */
final class FigureChart {

    private static final Map<String, String> NAMES = Map.of("postgresql", "PostgreSQL", "hsqldb", "HSQLDB");
    private static final int COLUMNS = 2;
    private static final int PANEL_WIDTH = 480;
    private static final int PANEL_HEIGHT = 136;
    private static final int MARGIN = 20;
    private static final int HEADER = 40;
    private static final int BAR = 17;
    private static final int BAR_LEFT = 92;
    private static final int BAR_LONGEST = 280;
    private static final String THIS = "#1f5fa8";
    private static final String BASELINE = "#b4bcc6";

    private FigureChart() {}

    /** The chart; figures that were not measured have no panel. */
    static String of(FigureFile figures) {
        List<Figure> measured = Figure.compared().stream()
                .filter(figure -> Figure.DATABASES.stream()
                        .anyMatch(database -> figures.value(figure.on(database)).isPresent()))
                .toList();
        int rows = (measured.size() + COLUMNS - 1) / COLUMNS;
        int width = COLUMNS * PANEL_WIDTH + 2 * MARGIN;
        int height = HEADER + rows * PANEL_HEIGHT + MARGIN;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" \
                font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="12" fill="#1c2733">
                <title>Figures of this version and of the baseline</title>
                <rect width="%1$d" height="%2$d" fill="#ffffff"/>
                """
                        .formatted(width, height));
        svg.append(legend(MARGIN, THIS, "this version")).append(legend(MARGIN + 120, BASELINE, "baseline"));
        for (int index = 0; index < measured.size(); index++) {
            int x = MARGIN + index % COLUMNS * PANEL_WIDTH;
            int y = HEADER + index / COLUMNS * PANEL_HEIGHT;
            svg.append("<g transform=\"translate(%d %d)\">%n".formatted(x, y))
                    .append(panel(figures, measured.get(index)))
                    .append("</g>\n");
        }
        return svg.append("</svg>\n").toString().replace("\r\n", "\n");
    }

    private static String legend(int x, String colour, String text) {
        return """
                <rect x="%d" y="12" width="12" height="12" fill="%s"/><text x="%d" y="22">%s</text>
                """
                .formatted(x, colour, x + 18, text);
    }

    private static String panel(FigureFile figures, Figure figure) {
        double longest = Figure.DATABASES.stream()
                .flatMap(database -> List.of(figure.on(database), figure.ofBaseline(database)).stream())
                .flatMap(name -> figures.value(name).stream())
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(1);
        StringBuilder panel =
                new StringBuilder("<text y=\"14\" font-weight=\"600\">%s</text>%n".formatted(escaped(figure.title())));
        int y = 24;
        for (String database : Figure.DATABASES) {
            if (figure.exists(database)) {
                panel.append("<text y=\"%d\">%s</text>%n".formatted(y + BAR + 4, NAMES.get(database)));
                panel.append(bar(y, figures.value(figure.on(database)), longest, THIS));
                panel.append(bar(y + BAR + 2, figures.value(figure.ofBaseline(database)), longest, BASELINE));
                y += 2 * BAR + 12;
            }
        }
        return panel.toString();
    }

    private static String bar(int y, Optional<BigDecimal> value, double longest, String colour) {
        int length = value.map(number -> (int) Math.round(BAR_LONGEST * number.doubleValue() / Math.max(longest, 1e-9)))
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/><text x=\"%d\" y=\"%d\"%s>%s</text>%n",
                BAR_LEFT,
                y,
                Math.max(0, length),
                BAR,
                colour,
                BAR_LEFT + Math.max(0, length) + 6,
                y + 13,
                value.isPresent() ? "" : " fill=\"#5b6672\"",
                value.map(Figure::text).orElse("not measured"));
    }

    private static String escaped(String text) {
        return htmlEscape(text, "UTF-8");
    }
}
