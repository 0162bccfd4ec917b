package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkPolicyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.example          | x.js                     | https://a.example/x.js",
        "https://a.example/b/c      | x.js                     | https://a.example/b/x.js",
        "https://a.example/b/c      | ../x.js                  | https://a.example/x.js",
        "https://a.example/b/c      | /x.js?v=1#top            | https://a.example/x.js?v=1",
        "https://a.example/b/c      | ?v=1                     | https://a.example/b/c?v=1",
        "https://a.example/b/c      | //cdn.example/x.js       | https://cdn.example/x.js",
        "https://a.example/b/c      | https://cdn.example/x.js | https://cdn.example/x.js",
        "https://a.example/         | /app/[slug]/a b.js       |"
            + " https://a.example/app/%5Bslug%5D/a%20b.js",
        "https://a.example/         | /app/%5Bslug%5D/x.js     |"
            + " https://a.example/app/%5Bslug%5D/x.js",
        "http://127.0.0.1:80/       | /x.js                    | http://127.0.0.1:80/x.js",
        "http://127.0.0.1/          | http://localhost:1/x.js  | http://localhost:1/x.js",
        "http://[::1]:3000          | x.js                     | http://[::1]:3000/x.js"
      })
  void aReferenceLeadsWhereABrowserGoes(URI from, String reference, URI to) {
    assertEquals(Optional.of(to), LinkPolicy.follow(from, reference));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "http://a.example/x.js",
        "http://127.0.0.1/x.js",
        "https://127.0.0.1/x.js",
        "https://localhost/x.js",
        "https://user:word@a.example/x.js",
        "data:text/javascript,1",
        "file:///etc/passwd",
        "javascript:void(0)",
        "https:///x.js",
        "https://a.example:port/x.js",
        "https://a b/x.js"
      })
  void aPageOnTheWebLeadsToNoOtherSchemeAndNotIntoThisMachine(String reference) {
    assertEquals(Optional.empty(), LinkPolicy.follow(URI.create("https://a.example/"), reference));
  }

  @ParameterizedTest
  @CsvSource({
    "https://langfa.st, https://langfa.st",
    "https://LangFa.st:443/app?x=1, https://langfa.st",
    "https://a.example:8443/, https://a.example:8443",
    "http://127.0.0.1:80/, http://127.0.0.1",
    "http://[::1]:3000/x, http://[::1]:3000"
  })
  void anOriginIsWrittenAsBrowsersWriteIt(URI page, String origin) {
    assertEquals(origin, LinkPolicy.origin(page));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.example/x.js", "http://a.example/x.js", "ftp://127.0.0.1/x"})
  void aPageOnThisMachineLeadsToNoOtherSchemeAndNotOutWithoutTls(String reference) {
    assertEquals(Optional.empty(), LinkPolicy.follow(URI.create("http://127.0.0.1/"), reference));
  }
}
