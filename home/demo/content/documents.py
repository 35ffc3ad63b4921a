"""Text of three demo documents."""

DOCUMENTS: dict[str, dict[str, str]] = {
    "meeting-guide": {
        "title": "A guide to a small peer meeting",
        "text": """\
A guide to a small peer meeting
For groups of four to twelve people. Ninety minutes.

Before
- Agree who opens, who keeps time, and who sits with anyone who needs to step out.
- Say in the invitation what the subject is, and that nobody has to speak.
- Put nothing on the door that says what the meeting is for.

Opening (15 minutes)
- Tea. A round of names, or chosen names. Passing is always fine.
- Say aloud: what is said here stays here, and so does who was here.
- Say when you will finish.

Talking (50 minutes)
- One person speaks for five minutes to open the subject.
- Talk in twos or threes. In a larger circle, leave a pause between speakers.
- Speak about your own life. Leave out anybody else who could be recognised.
- Say that something was hard without describing how you were hurt.

Closing (20 minutes)
- Come back together. One word or one sentence each, or pass.
- Ask what people are doing afterwards. Tell one another where urgent help is.

Afterwards (5 minutes)
- Take away anything with names on it.
- The people who ran the meeting ask each other how they are.
""",
    },
    "adjustments-letter": {
        "title": "A letter to ask for adjustments",
        "text": """\
A letter to ask for adjustments
Change it until it sounds like you. Leave out whatever you would rather not say.

Dear [name],

I am writing to ask for some changes to how I work, because of a long-term health condition.
I would like to talk about them with you at a time that suits us both.

What I find hard at present: [for example, starting early after a late shift].
What would help: [for example, no early shift on the day after a late one].
How long I would like to try it: [for example, three months, then we look at it again].

I would like this letter to be seen only by the people who need it to make these changes.
Please tell me who they are.

I may bring a colleague or a representative to our talk.
Could you let me know in writing what you decide, and why?

With kind regards,
[your name]

You do not have to name a diagnosis in this letter.
This is a place to start from, not legal advice. A union or Acas can look at it with you.
""",
    },
    "access-checklist": {
        "title": "An access checklist for a meeting",
        "text": """\
An access checklist for a meeting
Read it when you choose the room, and again the day before.

Getting there
- Is there a way in without steps, and is it the same door that everybody uses?
- How far is it from the bus or the train? Are there places to sit on the way?
- Is the sign on the door neutral?

In the room
- Chairs with and without arms, and space for a wheelchair in any part of the circle.
- A hearing loop or a microphone, and somebody who knows how to switch it on.
- Light that can be turned down. A window that opens.
- A quiet room close by, with a door that shuts.
- Toilets that everybody can use, on the same floor.

Online
- Live captions, switched on before people arrive.
- A link that opens in a browser, without an account.
- Cameras may stay off. Names may be changed on the way in.

For everybody
- A start and an end that are kept to, and a break in the middle.
- Materials a week ahead, in plain text.
- One person to ask, by name, before and on the day.
""",
    },
}
