package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelDiagramsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void thePictureIsOfThePresentModel(ModelDiagram picture) {
        assertThat(picture.isCurrent())
                .as(
                        "%s is not of the present %s. Render it: mvn -q -pl processes/checker test -Dtest=RenderModels",
                        picture.svg(), picture)
                .isTrue();
    }

    static Stream<ModelDiagram> pictures() {
        return ModelDiagram.all();
    }
}
