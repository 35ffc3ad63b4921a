"""Text of three demo documents."""

DOCUMENTS: dict[str, dict[str, str]] = {
    "meeting-guide": {
        "title": "A guide to a small peer meeting",
        "text": """\
A guide to a small peer meeting
For groups of four to twelve people. Ninety minutes.

Before
- Agree who opens the meeting, who keeps time, and who will sit with anyone who needs to step out.
- Say in the invitation what the subject is and that nobody has to speak.
- Do not put a sign on the door that says what the meeting is for.

Opening (15 minutes)
- Have tea. Each person says a name, real or chosen. Anyone can pass.
- Say aloud that what is said here stays here, and so does who was here.
- Say what time you will finish.

Talking (50 minutes)
- One person speaks for five minutes to open the subject.
- Talk in twos or threes. In a larger circle, leave a pause between speakers.
- Speak about your own life. Leave out anyone else who could be recognised.
- You can say that something was hard without describing how you were hurt.

Closing (20 minutes)
- Come back together. One word or one sentence each, or pass.
- Ask what people are doing afterwards. Remind everyone where to find urgent help.

Afterwards (5 minutes)
- Take anything with names on it with you.
- The people who ran the meeting ask each other how they are.
""",
    },
    "adjustments-letter": {
        "title": "A letter to ask for adjustments",
        "text": """\
A letter to ask for adjustments
Change it until it sounds like you. Leave out anything you would rather not say.

Dear [name],

I am writing to ask for some changes to how I work, because of a long-term health condition.
I would like to talk about them with you at a time that suits us both.

What I find hard at the moment: [for example, starting early after a late shift].
What would help: [for example, no early shift on the day after a late one].
How long I would like to try it: [for example, three months, and then we review it].

I would like this letter to be seen only by the people who need it to make these changes.
Please tell me who they are.

I may bring a colleague or a representative to our meeting.
Please let me know in writing what you decide and why.

With kind regards,
[your name]

You do not have to name a diagnosis in this letter.
This is a starting point, not legal advice. Your union or Acas can advise you on it.
""",
    },
    "access-checklist": {
        "title": "An accessibility checklist for a meeting",
        "text": """\
An accessibility checklist for a meeting
Read it when you choose the room and again the day before.

Getting there
- Is there a step-free entrance, and is it the same door that everyone uses?
- How far is it from the bus or the train? Are there places to sit on the way?
- Does the sign on the door keep the subject of the meeting private?

In the room
- Chairs with and without arms, and space for a wheelchair anywhere in the circle.
- A hearing loop or a microphone, and someone who knows how to switch it on.
- Lights that can be dimmed, and a window that opens.
- A quiet room nearby, with a door that shuts.
- Toilets that everyone can use, on the same floor.

Online
- Live captions, switched on before people arrive.
- A link that opens in a browser without an account.
- People can keep their cameras off, and can change their name as they join.

For everyone
- A meeting that starts and ends on time, with a break in the middle.
- Materials sent a week before, in plain text.
- A named person to ask, before and on the day.
""",
    },
}
