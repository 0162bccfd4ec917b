package io.github.langfast2api.app.config;

import java.util.regex.Pattern;

/** Masks the user information of URLs (RFC 3986, section 3.2.1) in what operators are shown. */
public final class UrlCredentials {

  /**
   * What stands before the last at sign of a word that looks like a URL, with or without scheme.
   */
  private static final Pattern USER_INFO =
      Pattern.compile("(?<=//)[^\\s\"]*@|(?<![^\\s\"=,(])[^\\s\"@/:=]+:[^\\s\"]*@");

  private UrlCredentials() {}

  /** A text without the user information of the URLs in it. */
  public static String masked(String text) {
    return text.indexOf('@') < 0 ? text : USER_INFO.matcher(text).replaceAll("****@");
  }
}
