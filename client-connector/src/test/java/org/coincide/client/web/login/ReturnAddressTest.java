package org.coincide.client.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/#/order", "/#/trades/6f1c2a34", "/docs/index.html", "/api/evidence?x=y"})
    void anAddressOfThisClientIsKept(String address) {
        assertThat(ReturnAddress.own(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "/x\\evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "evil",
                "/a\r\nSet-Cookie: x",
                "/a b",
                "/login?to=/"
            })
    void anyOtherAddressLeadsToThePage(String address) {
        assertThat(ReturnAddress.own(address)).isEqualTo("/");
    }
}
