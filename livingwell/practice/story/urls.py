"""The story room's addresses, each beneath the place's."""

from django.urls import path

from livingwell.practice.story import views

urlpatterns = [
    path("story/", views.story, name="story"),
    path("story/entries/new/", views.write_entry, name="write_entry"),
    path("story/pictures/new/", views.write_with_picture, name="write_with_picture"),
    path("story/sounds/new/", views.write_with_sound, name="write_with_sound"),
    path("entries/<uuid:pk>/pictures/new/", views.enclose_picture, name="enclose_picture"),
    path("entries/<uuid:pk>/sounds/new/", views.enclose_sound, name="enclose_sound"),
    path("enclosures/<uuid:pk>/", views.enclosure, name="enclosure"),
    path("enclosures/<uuid:pk>/words/", views.describe_enclosure, name="describe_enclosure"),
    path("enclosures/<uuid:pk>/taken-out/", views.take_out_enclosure, name="take_out_enclosure"),
    path("enclosures/<uuid:pk>/put-back/", views.put_back_enclosure, name="put_back_enclosure"),
    path("entries/<uuid:pk>/", views.change_entry, name="change_entry"),
    path("entries/<uuid:pk>/earlier/", views.earlier_wordings, name="earlier_wordings"),
    path("wordings/<uuid:pk>/put-back/", views.restore_wording, name="restore_wording"),
    path("entries/<uuid:pk>/finished/", views.finish_entry, name="finish_entry"),
    path("entries/<uuid:pk>/taken-back/", views.take_back_entry, name="take_back_entry"),
    path("entries/<uuid:pk>/put-back/", views.put_back_entry, name="put_back_entry"),
    path("entries/<uuid:pk>/kept/", views.keep_entry_to_myself, name="keep_entry_to_myself"),
    path("entries/<uuid:pk>/seen/", views.let_entry_be_seen, name="let_entry_be_seen"),
    path("stories/<uuid:pk>/", views.shared_story, name="shared_story"),
    path("stories/<uuid:pk>/print/", views.print_story, name="print_story"),
    path("stories/<uuid:pk>/booklet/", views.story_booklet, name="story_booklet"),
    path("people/<uuid:pk>/story/", views.story_of, name="story_of"),
    path("people/<uuid:pk>/story/entries/new/", views.enter_entry, name="enter_entry"),
]
