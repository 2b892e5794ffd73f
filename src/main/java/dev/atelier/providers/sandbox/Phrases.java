package dev.atelier.providers.sandbox;

import java.util.List;
import java.util.Locale;

/**
 * What captions of a tone are made of: Ⓑ stands for the brand, Ⓣ for the topic, Ⓐ for the audience.
 */
record Phrases(
    List<String> openings, List<String> middles, List<String> closings, List<String> emojis) {

  private static final Phrases FRIENDLY =
      new Phrases(
          List.of(
              "Hello, friends! Ⓣ is here, and we could not wait to tell you.",
              "Guess what we have been working on? Ⓣ!",
              "Pull up a chair: today it is all about Ⓣ.",
              "A little something from all of us at Ⓑ: Ⓣ.",
              "You asked, we listened. Say hello to Ⓣ."),
          List.of(
              "At Ⓑ we made this with Ⓐ in mind, and with a lot of love.",
              "It is made for Ⓐ, by people who use it every day.",
              "Every detail was chosen so that Ⓐ can simply enjoy it.",
              "We hope it makes your day a bit brighter, dear Ⓐ.",
              "From our hands to yours, with a smile from the whole Ⓑ family."),
          List.of(
              "Tell us in the comments what you think!",
              "Tag somebody who would love this.",
              "Come and say hello, the link is in our bio.",
              "Save this for later and share it with a friend.",
              "Which one would you pick first? Let us know below."),
          List.of("😊", "💛", "🌼", "🤗", "✨"));

  private static final Phrases CASUAL =
      new Phrases(
          List.of(
              "So, Ⓣ just happened.",
              "Ⓣ? Yep, we went there.",
              "Quick one: Ⓣ is live.",
              "Weekend mood: Ⓣ.",
              "No big speech, just Ⓣ."),
          List.of(
              "Easy to like, easy to use, and very Ⓑ.",
              "If you are one of the Ⓐ, this one has your name on it.",
              "No fuss, no fine print. Just Ⓑ doing its thing.",
              "We kept it simple so that Ⓐ can get on with their day.",
              "It does what it says, and it looks good doing it."),
          List.of(
              "Have a look, link in bio.",
              "Drop a 🙌 if you are in.",
              "Send this to your group chat.",
              "Yes or yes? Comments are open.",
              "Grab it while you are here."),
          List.of("🙌", "😎", "👋", "🔥", "☕"));

  private static final Phrases MODERN =
      new Phrases(
          List.of(
              "Ⓣ. Rethought from the first line.",
              "Less noise, more Ⓣ.",
              "This is what comes next: Ⓣ.",
              "Clean, clear, considered: Ⓣ.",
              "Meet Ⓣ, the new shape of Ⓑ."),
          List.of(
              "Ⓑ brings form and function together for Ⓐ who notice the difference.",
              "Nothing added that is not needed; everything there that Ⓐ expect.",
              "Built around how Ⓐ live now, not how they used to.",
              "One idea, followed all the way through by Ⓑ.",
              "Sharp where it counts and quiet everywhere else."),
          List.of(
              "Explore it now through the link in bio.",
              "See it. Try it. Keep it.",
              "Follow Ⓑ for what comes after.",
              "Swipe, look closer, decide.",
              "Be first. Start today."),
          List.of("⚡", "🖤", "◼️", "🚀", "🔷"));

  private static final Phrases PROFESSIONAL =
      new Phrases(
          List.of(
              "We are pleased to introduce Ⓣ.",
              "Ⓑ presents Ⓣ.",
              "Ⓣ: a considered step forward.",
              "A new standard in our work: Ⓣ.",
              "Today Ⓑ announces Ⓣ."),
          List.of(
              "It was developed together with Ⓐ, to meet the demands of their daily work.",
              "Ⓐ can rely on the care and experience that Ⓑ is known for.",
              "It reflects what we have learned from Ⓐ over the past years.",
              "The result is dependable quality that supports Ⓐ where it matters.",
              "Our team has tested every aspect so that Ⓐ can decide with confidence."),
          List.of(
              "Learn more through the link in our profile.",
              "Contact our team for a conversation.",
              "Read the full story on our site.",
              "We look forward to your questions in the comments.",
              "Follow Ⓑ for further insights."),
          List.of("📈", "🤝", "💼", "✅", "🔎"));

  private static final Phrases HUMOROUS =
      new Phrases(
          List.of(
              "Plot twist: Ⓣ.",
              "We were told to act normal about Ⓣ. We failed.",
              "Ⓣ walks into a bar. Everybody claps.",
              "Scientists are baffled: Ⓣ is real.",
              "Breaking news from the Ⓑ sofa: Ⓣ."),
          List.of(
              "Side effects for Ⓐ may include smiling on public transport.",
              "No Ⓐ were bored during the making of this.",
              "Ⓑ made it, our cat approved it, and now it is your turn, Ⓐ.",
              "It is like a hug for Ⓐ, but with better lighting.",
              "We asked Ⓐ what they wanted. They said snacks. We made this instead."),
          List.of(
              "Tag the friend who needs this (you know the one).",
              "Click the link in bio before our intern hides it.",
              "Comment with your best pun. We will judge.",
              "Share it and act as if you found it first.",
              "Double tap if you read this far. We are proud of you."),
          List.of("😂", "🤪", "🎉", "🙃", "🦄"));

  private static final Phrases LIVELY =
      new Phrases(
          List.of(
              "It is finally here: Ⓣ!",
              "Get ready for Ⓣ!",
              "Big news from Ⓑ: Ⓣ!",
              "Ⓣ has landed, and it is even better than we hoped!",
              "Stop scrolling! Ⓣ starts now!"),
          List.of(
              "Ⓑ made this for Ⓐ who want more of every day.",
              "Bright, bold and full of ideas: exactly what Ⓐ have waited for.",
              "There is so much to discover for Ⓐ, and it all starts here.",
              "We poured everything we have into it, so that Ⓐ can feel the difference.",
              "This is your moment, Ⓐ, and Ⓑ brings the spark."),
          List.of(
              "Do not miss it: the link is in our bio!",
              "Tell us your favourite in the comments!",
              "Share it with everybody who should know!",
              "Join us today and be part of it!",
              "Who is in? Hands up below!"),
          List.of("🎉", "✨", "🔥", "💥", "🌟"));

  /** Those of the tone; lively ones where it is not known. */
  static Phrases of(String tone) {
    return switch (tone.strip().toLowerCase(Locale.ROOT)) {
      case "friendly", "warm" -> FRIENDLY;
      case "casual", "relaxed" -> CASUAL;
      case "modern", "minimal" -> MODERN;
      case "professional", "formal" -> PROFESSIONAL;
      case "humorous", "funny", "playful" -> HUMOROUS;
      default -> LIVELY;
    };
  }
}
