package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.Context;
import org.coincide.engine.support.LoopbackClient;
import org.coincide.engine.support.LoopbackClient.Response;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The sessions of Camunda's web applications. */
@WholeServer
class SessionsIT extends HttpProbe {

    @Autowired
    ServletWebServerApplicationContext server;

    @Test
    void nobodyHasASessionBeforeTheLogin() throws Exception {
        LoopbackClient stranger = new LoopbackClient("127.0.0.72", port);
        long before = sessions();
        for (int request = 0; request < 50; request++) {
            for (String path : new String[] {
                "/camunda/app/cockpit/default/",
                "/camunda/app/tasklist/default/",
                "/camunda/lib/requirejs/require.js",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/engine/engine/default/task"
            }) {
                Response answer = stranger.get(path, "Cookie: JSESSIONID=0123456789ABCDEF0123456789ABCDEF");
                assertThat(answer.headers("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
            }
            stranger.send("POST", "/camunda/api/admin/auth/user/default/login/cockpit", "username=x&password=y");
        }
        assertThat(sessions()).isLessThanOrEqualTo(before);
    }

    @Test
    void theCookiesOfALoginStayOnThisSite() throws Exception {
        LoopbackClient operator = new LoopbackClient("127.0.0.73", port);
        assertThat(operator.get("/camunda/app/cockpit/default/").headers("Set-Cookie"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("XSRF-TOKEN").contains("SameSite=Strict"));
        assertThat(logIn(operator, secrets.operator()).headers("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("JSESSIONID")
                .contains("HttpOnly")
                .containsOnlyOnce("SameSite")
                .contains("SameSite=Strict"));
    }

    /** The number of stored sessions. */
    private long sessions() {
        Context context = (Context)
                ((TomcatWebServer) server.getWebServer()).getTomcat().getHost().findChildren()[0];
        return context.getManager().getActiveSessions();
    }
}
