package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EditorPicturesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void thePictureShowsThePresentModelAndTemplates(EditorPicture picture) {
        assertThat(picture.isCurrent())
                .as(
                        "%s does not show the present quality check or element templates. Render it: see docs/images/README.md",
                        picture)
                .isTrue();
    }

    static Stream<EditorPicture> pictures() {
        return EditorPicture.all();
    }
}
