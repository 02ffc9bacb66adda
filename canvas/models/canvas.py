"""A canvas and what is in it: its segments, notes and archive."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import connection, models
from django.db.models import ExpressionWrapper, F, Q, Value
from django.db.models.functions import Length, Lower
from django.urls import reverse
from django.utils.functional import cached_property

from canvas import rules
from canvas.layouts import BLOCK_IDS, LAYOUTS, Layout
from canvas.models.tracked import Item, ItemQuerySet, Link, Tracked
from teams.actors import actor_of
from teams.models import Workspace
from ui.constraints import lengths
from ui.prepared import Prepared


class CanvasQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Canvases that this user or actor may see, each with the `role` in it: one alone where let in to that."""
        actor = actor_of(actor)
        if actor.admission is None:
            return self.of_member(actor.user_id)
        role = Value(str(actor.admission.role), output_field=models.CharField())
        return self.filter(pk=actor.admission.canvas_id).annotate(role=role)

    def of_member(self, user_id):
        """Canvases of the workspaces that this person belongs to, each with the person's `role` in it."""
        return self.filter(workspace__memberships__user=user_id).annotate(role=F("workspace__memberships__role"))

    def marked(self):
        """Canvases that say at once whether they are archived."""
        return self.annotate(is_archived=ExpressionWrapper(Q(archive__isnull=False), models.BooleanField()))

    def active(self):
        return self.filter(archive__isnull=True)

    def archived(self):
        return self.filter(archive__isnull=False)

    def titled_like(self, text):
        return self.filter(Q(title__icontains=text) | Q(summary__icontains=text)) if text else self

    def examples_of(self, user):
        """The examples that this person has and shows, by title."""
        found = self.active().filter(workspace__examples_of=user).order_by("title")
        return found if user.shows_examples else self.none()

    def recent_first(self):
        return self.order_by("-changed_at", "title")

    def raise_revision(self, canvas, *, at):
        """Raise a canvas's revision by one and return it; the row stays locked until the transaction ends."""
        moment = self.model._meta.get_field("changed_at").get_db_prep_value(at, connection)
        pk = self.model._meta.pk.get_db_prep_value(canvas.pk, connection)
        # Every change begins with this statement; Django would compose it anew each time.
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE canvas_canvas SET revision = revision + 1, changed_at = %s WHERE id = %s RETURNING revision",
                [moment, pk],
            )
            row = cursor.fetchone()
        if row is None:
            raise self.model.DoesNotExist
        return row[0]

    def note_lines(self):
        return Note.objects.lines_of(self)


class Canvas(Tracked):
    """One business case: its head, and by its relations everything that is in it."""

    tracked = (
        "title",
        "summary",
        "currency",
        "usd_rate",
        "usd_rate_date",
        "layout",
        "value_statement",
        "illustration",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="canvases")
    title = models.CharField(max_length=rules.TITLE_LENGTH)
    summary = models.CharField(max_length=rules.SUMMARY_LENGTH, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    usd_rate = models.DecimalField(
        max_digits=18, decimal_places=9, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    usd_rate_date = models.DateField(null=True, blank=True)
    layout = models.CharField(
        max_length=20, choices=[(layout.id, layout.title) for layout in LAYOUTS.values()], default="six_blocks"
    )
    value_statement = models.CharField(max_length=rules.STATEMENT_LENGTH, blank=True)
    illustration = models.CharField(max_length=rules.SUMMARY_LENGTH, blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now_add=True)

    objects = CanvasQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(layout__in=list(LAYOUTS)), name="canvas_layout_known"),
            models.CheckConstraint(
                condition=Q(usd_rate__isnull=True) | Q(usd_rate__gt=0), name="canvas_usd_rate_positive"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="canvas_titled"),
            *lengths(
                "canvas",
                title=rules.TITLE_LENGTH,
                currency=3,
                value_statement=rules.STATEMENT_LENGTH,
                **dict.fromkeys(("summary", "illustration"), rules.SUMMARY_LENGTH),
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("canvas:page", args=[self.pk])

    @property
    def canvas_id(self):
        return self.pk

    @classmethod
    def of_examples(cls, user) -> CanvasQuerySet:
        """Return the canvases of a person's examples, where these are shown."""
        return cls.objects.examples_of(user)

    @property
    def is_example(self) -> bool:
        """Whether it is an invented one, to look at and take apart, whose money counts nowhere."""
        return self.workspace.is_of_examples

    @property
    def plan(self) -> Layout:
        """The layout's data: its blocks in the order of the page."""
        return LAYOUTS[self.layout]

    @cached_property
    def is_archived(self) -> bool:
        return hasattr(self, "archive")


class SegmentQuerySet(ItemQuerySet):
    def misfit(self):
        names = Segment.objects.filter(canvas__in=self.values("canvas")).values_list("name", flat=True)
        return rules.same_name_words(names)


class Segment(Item):
    """A named, coloured customer segment; eight colours are eight pairs of hue and shape."""

    tracked = ("name", "colour", "position")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="segments")
    name = models.CharField(max_length=rules.SEGMENT_LENGTH)
    colour = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()

    objects = SegmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("canvas", Lower("name"), name="segment_name_unique_in_canvas"),
            models.CheckConstraint(condition=Q(colour__range=(1, rules.SEGMENT_LIMIT)), name="segment_colour_1_to_8"),
            models.CheckConstraint(condition=~Q(name=""), name="segment_named"),
            *lengths("segment", name=rules.SEGMENT_LENGTH),
        )

    def __str__(self):
        return self.name


class NoteQuerySet(ItemQuerySet):
    def lines_of(self, canvases):
        """Return, by canvas id, (block, status, length of the text) of each note in the order of its block."""
        rows = self.filter(canvas__in=list(canvases)).in_order().annotate(length=Length("text"))
        lines: dict = {}
        for canvas_id, *line in rows.values_list("canvas_id", "block", "status", "length"):
            lines.setdefault(canvas_id, []).append(tuple(line))
        return lines

    def segment_ids(self):
        """Return, by note id, the ids of the segments that these notes carry."""
        carried: dict = {}
        links = self.filter(segment_links__isnull=False).order_by()
        for note_id, segment_id in links.values_list("pk", "segment_links__segment_id"):
            carried.setdefault(note_id, set()).add(segment_id)
        return carried


class Note(Item):
    """A line of the business case, in one block of the canvas."""

    tracked = ("block", "text", "status", "position")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="notes")
    block = models.CharField(max_length=30, choices=[(block, block) for block in BLOCK_IDS])
    text = models.CharField(max_length=rules.NOTE_LENGTH)
    status = models.CharField(
        max_length=12, choices=[(status, status.capitalize()) for status in rules.STATUSES], default="assumption"
    )
    position = models.BigIntegerField()
    segments = models.ManyToManyField(Segment, through="NoteSegment", related_name="notes", blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        indexes = (models.Index("canvas", "block", "position", name="note_in_block_order"),)
        constraints = (
            models.CheckConstraint(condition=Q(block__in=BLOCK_IDS), name="note_block_known"),
            models.CheckConstraint(condition=Q(status__in=rules.STATUSES), name="note_status_known"),
            models.CheckConstraint(condition=~Q(text=""), name="note_not_empty"),
            *lengths("note", text=rules.NOTE_LENGTH),
        )

    def __str__(self):
        return self.text

    def carried(self) -> list[Segment]:
        """Return the segments that this note carries, in order."""
        return _carried(self.pk)


_carried = Prepared(lambda note_id: Segment.objects.filter(note_links__note=note_id).in_order())


class NoteSegmentQuerySet(ItemQuerySet):
    def labelled(self):
        return self.select_related("note")


class NoteSegment(Link):
    """That a note speaks of a customer segment."""

    tracked = ("note_id", "segment_id")
    ends = ("note", "segment")

    canvas = models.ForeignKey(Canvas, on_delete=models.CASCADE, related_name="note_segments")
    # A link says nothing without both its ends.
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="segment_links")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="note_links")

    objects = NoteSegmentQuerySet.as_manager()

    class Meta:
        # The table and its two columns are those of the version before, which goes on reading them.
        db_table = "canvas_note_segments"
        constraints = (models.UniqueConstraint("note", "segment", name="note_carries_segment_once"),)

    def __str__(self):
        return self.note.text


class Archive(Item):
    """That a canvas is archived, since when and by whom; deleting the row restores it."""

    tracked = ("by_id", "at")

    canvas = models.OneToOneField(Canvas, on_delete=models.CASCADE, related_name="archive")
    # The archive outlives the account of whoever archived it.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return "the archive"
